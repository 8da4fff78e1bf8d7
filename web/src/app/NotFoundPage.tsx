import { Link } from "wouter";
import { Page } from "../components/Page";
import { texts } from "../texts";

export function NotFoundPage() {
  return (
    <Page title={texts.app.notFound} lead={texts.app.notFoundBody}>
      <p>
        <Link className="button" href="/">
          {texts.app.toInbox}
        </Link>
      </p>
    </Page>
  );
}
