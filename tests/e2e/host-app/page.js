// Runs in the page: what the policy lets through.
document.body.dataset.script = 'ran';
