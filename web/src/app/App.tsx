import { QueryClientProvider } from "@tanstack/react-query";
import { Route, Switch, useLocation } from "wouter";
import { InboxPage } from "../features/inbox/InboxPage";
import type { createQueryClient } from "../lib/queries";
import { loadGuide } from "../texts/guide";
import { CrashGuard } from "./CrashGuard";
import { HelpKey } from "./HelpKey";
import { lazyPage } from "./lazyPage";
import { NextKey } from "./NextKey";
import { NotFoundPage } from "./NotFoundPage";
import { Shell } from "./Shell";

const ReviewPage = lazyPage(() => import("../features/review/ReviewPage"));
const ApplyPage = lazyPage(() => import("../features/apply/ApplyPage"));
const InventoryPage = lazyPage(() => import("../features/inventory/InventoryPage"));
const ItemPage = lazyPage(() => import("../features/inventory/ItemPage"));
const MappingsPage = lazyPage(() => import("../features/mappings/MappingsPage"));
const HistoryPage = lazyPage(() => import("../features/history/HistoryPage"));
const JobHistoryPage = lazyPage(() => import("../features/history/JobHistoryPage"));
const VendorsPage = lazyPage(() => import("../features/vendors/VendorsPage"));
const HelpPage = lazyPage(async () => {
  await loadGuide();
  return import("../features/help/HelpPage");
});

export function App({ client }: { client: ReturnType<typeof createQueryClient> }) {
  const [location] = useLocation();
  return (
    <QueryClientProvider client={client}>
      <HelpKey />
      <NextKey />
      <Shell>
        <CrashGuard location={location}>
          <Switch>
            <Route path="/" component={InboxPage} />
            <Route path="/invoices/:id">{({ id }) => <ReviewPage key={id} id={id} />}</Route>
            <Route path="/invoices/:id/apply">{({ id }) => <ApplyPage key={id} id={id} />}</Route>
            <Route path="/inventory" component={InventoryPage} />
            <Route path="/inventory/:item">{({ item }) => <ItemPage key={item} item={item} />}</Route>
            <Route path="/mappings/:vendor?">{({ vendor }) => <MappingsPage vendor={vendor} />}</Route>
            <Route path="/history" component={HistoryPage} />
            <Route path="/history/:id">{({ id }) => <JobHistoryPage key={id} id={id} />}</Route>
            <Route path="/vendors" component={VendorsPage} />
            <Route path="/help" component={HelpPage} />
            <Route component={NotFoundPage} />
          </Switch>
        </CrashGuard>
      </Shell>
    </QueryClientProvider>
  );
}
