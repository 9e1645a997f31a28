import { parseDay } from '../core/calendar/day.ts';
import { type Finding, finding, type Place } from '../core/finding.ts';
import { parseShare } from '../core/money/rate-cell.ts';
import { positive } from './rates-csv.ts';
import type { Settings } from './settings-schema.ts';
import type { KeyPath } from './yaml-document.ts';

type PlaceOf = (path: KeyPath) => Place;

const CODE = /^[A-Z]{3}$/;
const COLUMN = /^column:.+$/s;

/** Taxes and currencies that the settings do not say enough of: rates that are no numbers, and money without any rate. */
export function moneyFindings(settings: Settings, placeOf: PlaceOf): Finding[] {
  return [...taxFindings(settings, placeOf), ...currencyFindings(settings, placeOf)];
}

function taxFindings({ tax, sources, metrics }: Settings, placeOf: PlaceOf): Finding[] {
  const rates = (tax?.rates ?? []).flatMap(({ from, rate }, i) => [
    ...(parseShare(rate) ? [] : [finding('error', 'money.bad-rate', { rate }, placeOf(['tax', 'rates', i, 'rate']))]),
    ...(from === undefined || parseDay(from) !== undefined
      ? []
      : [finding('error', 'folder.want-day', { key: 'tax.rates.from', value: from }, placeOf(['tax', 'rates', i, 'from']))]),
  ]);
  if (tax?.basis === undefined || tax.rates.length > 0) return rates;
  const lacking = Object.entries(sources).filter(([name, source]) => {
    const bases = [
      source.tax,
      ...Object.values(metrics).flatMap((metric) => (metric.source?.includes(name) ? metric.tax : undefined)),
    ];
    return source.tax_rate === undefined && bases.some((basis) => basis !== undefined && basis !== tax.basis);
  });
  return [
    ...rates,
    ...lacking.map(([source]) => finding('error', 'money.tax-without-rates', { source }, placeOf(['sources', source, 'tax']))),
  ];
}

function currencyFindings({ sources, currency, rates }: Settings, placeOf: PlaceOf): Finding[] {
  const home = currency.code;
  const given = (['plan', 'actual'] as const).flatMap((kind) =>
    Object.entries(rates?.[kind] ?? {})
      .filter(([, rate]) => positive(rate) === undefined)
      .map(([code, rate]) => finding('error', 'money.bad-rate', { rate }, placeOf(['rates', kind, code]))),
  );
  const named = Object.entries(sources).flatMap(([source, { currency: own }]) => (own === undefined ? [] : [{ source, own }]));
  const isMixed = new Set(named.map(({ own }) => own)).size > 1 || named.some(({ own }) => COLUMN.test(own));
  return [
    ...given,
    ...named.flatMap(({ source, own }): Finding[] => {
      const place = placeOf(['sources', source, 'currency']);
      if (!CODE.test(own) && !COLUMN.test(own)) return [finding('error', 'money.bad-currency', { source, currency: own }, place)];
      if (home === undefined) return isMixed ? [finding('error', 'money.no-home', { source, currency: own }, place)] : [];
      const isKnown = COLUMN.test(own) || own === home || rates?.plan[own] !== undefined || rates?.file !== undefined;
      return isKnown ? [] : [finding('error', 'money.no-plan-rate', { currency: own, home }, place)];
    }),
  ];
}
