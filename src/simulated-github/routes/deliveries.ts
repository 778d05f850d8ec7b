import { numberParam, ok, on, type Call, type Route } from '../http/call.js';
import { bounded, pageUrl } from '../http/pagination.js';
import { notFound } from '../refusals.js';
import { iso } from '../time.js';
import type { Deliveries, Delivery } from '../webhooks/deliveries.js';
import { requireApp } from './apps.js';

/** The log of what was sent to the App, newest first, by cursor. */
export const deliveryRoutes = (deliveries: Deliveries): Route[] => {
  const ownDeliveries = (call: Call) => {
    const app = requireApp(call);
    return deliveries.log.filter((each) => each.appId === app.id && each.answer !== null).toReversed();
  };
  const wanted = (call: Call): Delivery => {
    const id = numberParam(call, 'delivery_id');
    const found = ownDeliveries(call).find((each) => each.id === id);
    if (found === undefined) throw notFound();
    return found;
  };
  return [
    on('GET /app/hook/deliveries', 'apps/list-webhook-deliveries', (call) => {
      const { query } = call.request;
      const size = bounded(query.get('per_page'), 30, 100);
      const before = Number(query.get('cursor') ?? Infinity);
      const matching = ownDeliveries(call).filter((each) => each.id < before);
      const shown = matching.slice(0, size);
      const last = shown.at(-1);
      const more = last !== undefined && matching.length > shown.length;
      const headers = more ? { link: `<${pageUrl(call, { cursor: String(last.id) })}>; rel="next"` } : {};
      return { status: 200, body: shown.map(deliveryJson), headers };
    }),
    on('GET /app/hook/deliveries/{delivery_id}', 'apps/get-webhook-delivery', (call) => {
      const found = wanted(call);
      return ok({
        ...deliveryJson(found),
        url: found.request.url,
        request: { headers: found.request.headers, payload: found.payload },
        response: { headers: {}, payload: found.answer?.text ?? null },
      });
    }),
    on('POST /app/hook/deliveries/{delivery_id}/attempts', 'apps/redeliver-webhook-delivery', (call) => {
      deliveries.redeliver(wanted(call));
      return { status: 202, body: {} };
    }),
  ];
};

function deliveryJson(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: iso(delivery.at),
    redelivery: delivery.redelivery,
    duration: (delivery.answer?.duration ?? 0) / 1000,
    status: delivery.answer?.text ?? 'pending',
    status_code: delivery.answer?.status ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
