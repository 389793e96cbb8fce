import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { photosOf, type Photo } from '../../../../domain/overview/marks.ts';
import type { OpenSite } from '../../../../domain/site/record.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { PictureIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import { moment } from '../../../words.ts';
import { base64Of, NotAPicture, picturesIn, thumbnailOf } from './picture.ts';

const NOT_A_PICTURE: Fault = { code: 'invalid-value', what: 'The picture was not attached.', why: 'The file is none that Trunkbook can show.', next: 'Choose a JPEG, PNG or WebP file, or a screenshot.', fields: [] };

/** The pictures of a step: chosen, pasted or dropped; kept encrypted beside the site. */
export function Photos({ site, step }: { readonly site: OpenSite; readonly step: StepId }): ReactNode {
  const add = useCall('photo.add');
  const [refused, setRefused] = useState<Fault | null>(null);
  const [shown, setShown] = useState<Photo | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const photos = photosOf(site.evidence, step);
  const { run } = add;
  const attach = useCallback(async (files: readonly File[]): Promise<void> => {
    setRefused(null);
    for (const file of files) {
      try {
        const [data, thumbnail] = await Promise.all([base64Of(file), thumbnailOf(file).then(base64Of)]);
        await run({ siteId: site.id, step, name: file.name.slice(0, 1000) || 'Screenshot', data, thumbnail });
      } catch (error) {
        if (!(error instanceof NotAPicture)) throw error;
        setRefused(NOT_A_PICTURE);
      }
    }
  }, [run, site.id, step]);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const files = picturesIn(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      void attach(files);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [attach]);

  return (
    <section
      className="photos" aria-label="Pictures" onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => { event.preventDefault(); void attach(picturesIn(event.dataTransfer)); }}
    >
      <div className="form-row">
        <ActionButton look="quiet" busy={add.busy} busyWords="Attaching…" onPress={() => input.current?.click()}><PictureIcon />Attach a picture</ActionButton>
        <span className="aside">or paste a screenshot, or drop a file here</span>
        <input
          ref={input} className="unseen" type="file" accept="image/jpeg,image/png,image/webp" multiple tabIndex={-1} aria-label="Picture file"
          onChange={(event) => { void attach([...(event.target.files ?? [])]); event.target.value = ''; }}
        />
      </div>
      <FaultNote fault={refused ?? add.fault} />
      {photos.length > 0 && <ul className="photo-list">{photos.map((photo) => <li key={photo.id}><Thumbnail siteId={site.id} photo={photo} onShow={() => setShown(photo)} /></li>)}</ul>}
      {shown && <WholePicture siteId={site.id} step={step} photo={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

/** One picture of the vault, as a data URL; it leaves the page with the component. */
function usePicture(channel: 'photo.thumbnail' | 'photo.show', siteId: string, photo: string): { readonly url: string | null; readonly fault: Fault | null } {
  const { run, fault } = useCall(channel);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void run({ siteId, photo }).then((result) => { if (result?.ok && !gone) setUrl(result.value.url); });
    return () => { gone = true; };
  }, [run, siteId, photo]);
  return { url, fault };
}

function Thumbnail({ siteId, photo, onShow }: { readonly siteId: string; readonly photo: Photo; readonly onShow: () => void }): ReactNode {
  const { url, fault } = usePicture('photo.thumbnail', siteId, photo.photo);
  return (
    <Button className="thumbnail" aria-label={`Show ${photo.name}`} onPress={onShow}>
      {url !== null ? <img src={url} alt="" /> : <span className="thumbnail-empty">{fault === null ? '' : 'cannot be shown'}</span>}
      <span className="clipped">{photo.name}</span>
    </Button>
  );
}

function WholePicture({ siteId, step, photo, onClose }: { readonly siteId: string; readonly step: StepId; readonly photo: Photo; readonly onClose: () => void }): ReactNode {
  const { url, fault } = usePicture('photo.show', siteId, photo.photo);
  const withdraw = useCall('photo.withdraw');
  return (
    <ModalDialog title={photo.name} isOpen wide onClose={onClose} busy={withdraw.busy}>
      <FaultNote fault={fault ?? withdraw.fault} />
      {url !== null && <img className="whole-picture" src={url} alt={`Picture of this step: ${photo.name}`} />}
      <p className="aside">{photo.who}, {moment(photo.at)}, on {photo.device}; {(photo.bytes / 1000).toFixed(0)} kB</p>
      <div className="form-end">
        <ActionButton busy={withdraw.busy} busyWords="Saving…" onPress={async () => { if ((await withdraw.run({ siteId, step, photo: photo.photo }))?.ok) onClose(); }}>Take the picture back</ActionButton>
        <ActionButton look="primary" onPress={onClose} autoFocus>Close</ActionButton>
      </div>
    </ModalDialog>
  );
}
