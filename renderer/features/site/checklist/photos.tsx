import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { stepOf } from '../../../../domain/guide/chapters.ts';
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
import { attachPictures, faultsOf, forgetRead, onAttaching, readAttaching } from './attach-pictures.ts';
import { picturesIn } from './picture.ts';

/** The pictures of a step: chosen, pasted or dropped; kept encrypted beside the site. */
export function Photos({ site, step }: { readonly site: OpenSite; readonly step: StepId }): ReactNode {
  const { waiting, failures } = useSyncExternalStore(onAttaching, readAttaching);
  const [shown, setShown] = useState<Photo | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const photos = photosOf(site.evidence, step);
  const faults = faultsOf(failures.filter(({ siteId }) => siteId === site.id), (other) => (other === step ? null : stepOf(other).title));
  const siteId = site.id;
  const notes = useRef<HTMLDivElement>(null);
  const newest = failures.at(-1) ?? null;
  const [before] = useState(newest);
  // The pictures are far down: who pasted one from the top of the step would not see that it failed.
  useEffect(() => { if (newest !== before) notes.current?.scrollIntoView({ block: 'center' }); }, [newest, before]);
  // With the step, which this component goes with.
  useEffect(() => forgetRead, []);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const files = picturesIn(event.clipboardData);
      if (files.length === 0 || event.defaultPrevented || isForSomethingElse(event)) return;
      event.preventDefault();
      attachPictures(siteId, step, files);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [siteId, step]);

  return (
    <section
      className="photos" aria-label="Pictures" onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => { event.preventDefault(); attachPictures(siteId, step, [...event.dataTransfer.files]); }}
    >
      <div className="form-row">
        <ActionButton look="quiet" busy={waiting > 0} busyWords="Attaching…" onPress={() => input.current?.click()}><PictureIcon />Attach a picture</ActionButton>
        <span className="aside">or paste a screenshot outside a field, or drop a file here</span>
        <input
          ref={input} className="unseen" type="file" accept="image/jpeg,image/png,image/webp" multiple tabIndex={-1} aria-label="Picture file"
          onChange={(event) => { attachPictures(siteId, step, [...(event.target.files ?? [])]); event.target.value = ''; }}
        />
      </div>
      {faults.length > 0 && <div ref={notes}>{faults.map((fault) => <FaultNote key={`${fault.what} ${fault.why}`} fault={fault} />)}</div>}
      {photos.length > 0 && <ul className="photo-list">{photos.map((photo) => <li key={photo.id}><Thumbnail siteId={site.id} photo={photo} onShow={() => setShown(photo)} /></li>)}</ul>}
      {shown && <WholePicture siteId={site.id} step={step} photo={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

/** A field that takes text; a radio or a tick that has the focus takes none. */
const TEXT_FIELD = 'textarea, input:not([type="radio"], [type="checkbox"], [type="file"])';

/** A paste that is not meant for the pictures: spreadsheets put their cells on the clipboard as text and as a picture, and a field or a dialog keeps what is pasted there. */
function isForSomethingElse({ clipboardData, target }: ClipboardEvent): boolean {
  if (clipboardData?.types.includes('text/plain')) return true;
  if (target instanceof HTMLElement && (target.isContentEditable || target.closest(TEXT_FIELD) !== null)) return true;
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
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
