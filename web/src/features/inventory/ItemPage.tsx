import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { EmptyState } from "../../components/EmptyState";
import { Icon } from "../../components/Icon";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { api } from "../../lib/api";
import { formatNumber, formatTime } from "../../lib/format";
import { problemOf } from "../../lib/http";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { ItemDetail } from "../../types/contracts";
import { Articles } from "./Articles";
import { ChangeItemDialog } from "./ChangeItemDialog";
import { Movements } from "./Movements";
import { StockChart } from "./StockChart";
import "./inventory.css";

/** One item: what is on hand, how it came about, and what vendors call it. */
export default function ItemPage({ item }: { item: string }) {
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const detail = useQuery({ queryKey: keys.item(item), queryFn: () => api.item(item) });
  if (detail.error && problemOf(detail.error).code === "REQUEST_INVALID") return <NoItem item={item} />;
  const change = detail.data && (
    <button type="button" className="button" onClick={() => setChanging(true)}>
      {texts.inventory.change}
    </button>
  );
  return (
    <>
      <Page title={detail.data?.item.name ?? item} lead={<Place item={item} />} actions={change} narrow>
        {changed && <Notice tone="good" title={texts.item.changed} />}
        <QueryView query={detail} what={texts.inventory.what}>
          {(found) => <Detail detail={found} />}
        </QueryView>
      </Page>
      {changing && detail.data && (
        <ChangeItemDialog
          item={detail.data.item}
          onChanged={() => setChanged(true)}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  );
}

function NoItem({ item }: { item: string }) {
  const back = (
    <Link className="button" href="/inventory">
      {texts.apply.viewInventory}
    </Link>
  );
  return (
    <Page title={item} lead={<Place item={item} />} narrow>
      <div className="card">
        <EmptyState icon="box" title={texts.inventory.noItem} body={texts.app.notFoundBody} action={back} />
      </div>
    </Page>
  );
}

/** The way back, and the id. */
function Place({ item }: { item: string }) {
  return (
    <span className="crumbs">
      <Link href="/inventory">
        <Icon name="left" /> {texts.inventory.back}
      </Link>
      <code>{item}</code>
    </span>
  );
}

function Detail({ detail }: { detail: ItemDetail }) {
  const { item, movements } = detail;
  return (
    <>
      <section className="card stock" aria-label={texts.inventory.chart}>
        <div>
          <p className="soft small">{texts.inventory.onHand}</p>
          <p className="on-hand">
            <strong>{formatNumber(item.on_hand)}</strong> {item.unit}
          </p>
          <p className="soft small">{texts.inventory.lastChange(formatTime(item.updated_at))}</p>
        </div>
        {movements.length > 0 && <StockChart detail={detail} />}
      </section>
      <Movements detail={detail} />
      <Articles item={item} />
    </>
  );
}
