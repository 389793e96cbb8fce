self.addEventListener('message', async ({ data }) => {
  const answer = await fetch(data).then((response) => response.status, () => 'blocked');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's postMessage takes none
  self.postMessage(answer);
});
