interface MoreButtonProps {
  /** A list that is read page by page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  label: string;
  loading: string;
}

/** Reads a list further down; nothing where it ends. It stays what has the focus while it reads. */
export function MoreButton({ list, label, loading }: MoreButtonProps) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  if (!hasNextPage) return null;
  return (
    <button
      type="button"
      className="button"
      aria-busy={isFetchingNextPage}
      onClick={() => !isFetchingNextPage && void fetchNextPage()}
    >
      {isFetchingNextPage ? loading : label}
    </button>
  );
}
