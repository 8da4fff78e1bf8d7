import { Icon, type IconName } from "../../components/Icon";
import { formatShare } from "../../lib/format";
import { texts } from "../../texts";
import type { PageView } from "./usePageView";

/** Turns pages and zooms; shows the page or its words. */
export function PageBar({ view }: { view: PageView }) {
  return (
    <div className="page-bar">
      <IconButton name="left" label={texts.pdf.previous} onClick={view.back} />
      <span className="small" role="status">
        {texts.pdf.page(view.page, view.pages)}
      </span>
      <IconButton name="right" label={texts.pdf.next} onClick={view.on} />
      <span className="spring" />
      <button
        type="button"
        className="button slim quiet as-text"
        aria-pressed={view.asText}
        title={texts.pdf.textHint}
        onClick={view.switchText}
      >
        {texts.pdf.text}
      </button>
      <IconButton name="minus" label={texts.pdf.zoomOut} onClick={view.smaller} />
      <span className="small zoom">{formatShare(view.zoom)}</span>
      <IconButton name="plus" label={texts.pdf.zoomIn} onClick={view.larger} />
      <IconButton name="fit" label={texts.pdf.fit} onClick={view.fit} />
    </div>
  );
}

function IconButton({ name, label, onClick }: { name: IconName; label: string; onClick: (() => void) | undefined }) {
  return (
    <button
      type="button"
      className="button slim quiet"
      aria-label={label}
      title={label}
      disabled={!onClick}
      onClick={onClick}
    >
      <Icon name={name} />
    </button>
  );
}
