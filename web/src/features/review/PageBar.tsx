import { Icon, type IconName } from "../../components/Icon";
import { texts } from "../../texts";

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

interface PageBarProps {
  page: number;
  pages: number;
  zoom: number;
  onPage: (page: number) => void;
  onZoom: (zoom: number) => void;
}

/** Turns pages and zooms. */
export function PageBar({ page, pages, zoom, onPage, onZoom }: PageBarProps) {
  const smaller = ZOOMS.filter((step) => step < zoom).at(-1);
  const larger = ZOOMS.find((step) => step > zoom);
  return (
    <div className="page-bar">
      <IconButton name="left" label={texts.pdf.previous} onClick={page > 1 ? () => onPage(page - 1) : undefined} />
      <span className="small" role="status">
        {texts.pdf.page(page, pages)}
      </span>
      <IconButton name="right" label={texts.pdf.next} onClick={page < pages ? () => onPage(page + 1) : undefined} />
      <span className="spring" />
      <IconButton name="minus" label={texts.pdf.zoomOut} onClick={smaller ? () => onZoom(smaller) : undefined} />
      <IconButton name="fit" label={texts.pdf.fit} onClick={zoom === 1 ? undefined : () => onZoom(1)} />
      <IconButton name="plus" label={texts.pdf.zoomIn} onClick={larger ? () => onZoom(larger) : undefined} />
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
