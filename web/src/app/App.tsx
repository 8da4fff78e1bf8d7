import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import { Loading } from "../components/Notice";
import { InboxPage } from "../features/inbox/InboxPage";
import type { createQueryClient } from "../lib/queries";
import { CrashGuard } from "./CrashGuard";
import { HelpKey } from "./HelpKey";
import { NextKey } from "./NextKey";
import { NotFoundPage } from "./NotFoundPage";
import { Shell } from "./Shell";

const ReviewPage = lazy(() => import("../features/review/ReviewPage"));
const ApplyPage = lazy(() => import("../features/apply/ApplyPage"));
const InventoryPage = lazy(() => import("../features/inventory/InventoryPage"));
const ItemPage = lazy(() => import("../features/inventory/ItemPage"));
const MappingsPage = lazy(() => import("../features/mappings/MappingsPage"));
const HistoryPage = lazy(() => import("../features/history/HistoryPage"));
const JobHistoryPage = lazy(() => import("../features/history/JobHistoryPage"));
const VendorsPage = lazy(() => import("../features/vendors/VendorsPage"));
const HelpPage = lazy(() => import("../features/help/HelpPage"));

export function App({ client }: { client: ReturnType<typeof createQueryClient> }) {
  const [location] = useLocation();
  return (
    <QueryClientProvider client={client}>
      <HelpKey />
      <NextKey />
      <Shell>
        <CrashGuard location={location}>
          <Suspense fallback={<Loading />}>
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
          </Suspense>
        </CrashGuard>
      </Shell>
    </QueryClientProvider>
  );
}
