import type { Catalogue } from '../message.ts';
import { analysis, analysisPhrases } from './analysis.ts';
import { bases } from './bases.ts';
import { cells, cellsPhrases } from './cells.ts';
import { changes } from './changes.ts';
import { cli } from './cli.ts';
import { columns } from './columns.ts';
import { core } from './core.ts';
import { events, eventsPhrases } from './events.ts';
import { explainMessages, explainPhrases } from './explain.ts';
import { facts } from './facts.ts';
import { folder } from './folder.ts';
import { forecast, forecastPhrases } from './forecast.ts';
import { funnel, funnelPhrases } from './funnel.ts';
import { goals, goalsPhrases } from './goals.ts';
import { helpScreen } from './help-screen.ts';
import { holidays, holidaysPhrases } from './holidays.ts';
import { layers, layersPhrases } from './layers.ts';
import { layouts, layoutsPhrases } from './layouts.ts';
import { lockPhrases, locks } from './locks.ts';
import { measures, measuresPhrases } from './measures.ts';
import { methods } from './methods.ts';
import { metrics, metricsPhrases } from './metrics.ts';
import { negotiation, negotiationPhrases } from './negotiation.ts';
import { phrases } from './phrases.ts';
import { plan } from './plan.ts';
import { presets, presetsPhrases } from './presets.ts';
import { prorate, proratePhrases } from './prorate.ts';
import { reading, readingPhrases } from './reading.ts';
import { remote, remotePhrases } from './remote.ts';
import { render } from './render.ts';
import { repeats, repeatsPhrases } from './repeats.ts';
import { roster, rosterPhrases } from './roster.ts';
import { sheets, sheetsPhrases } from './sheets.ts';
import { smart, smartPhrases } from './smart.ts';
import { sources, sourcesPhrases } from './sources.ts';
import { suggest, suggestPhrases } from './suggest.ts';
import { tables } from './tables.ts';
import { calendarTopics } from './topics-calendar.ts';
import { decomposeTopics } from './topics-decompose.ts';
import { inputTopics } from './topics-input.ts';
import { measureTopics } from './topics-measures.ts';
import { organisationTopics } from './topics-organisation.ts';
import { programTopics } from './topics-program.ts';
import { targetTopics } from './topics-targets.ts';

/** Every word of the language. */
export const catalogue: Catalogue = {
  messages: {
    ...cli,
    ...core,
    ...bases,
    ...methods,
    ...locks,
    ...changes,
    ...explainMessages,
    ...facts,
    ...folder,
    ...plan,
    ...render,
    ...events,
    ...roster,
    ...negotiation,
    ...sheets,
    ...metrics,
    ...layers,
    ...tables,
    ...presets,
    ...repeats,
    ...measures,
    ...sources,
    ...remote,
    ...layouts,
    ...cells,
    ...reading,
    ...forecast,
    ...holidays,
    ...prorate,
    ...smart,
    ...suggest,
    ...goals,
    ...analysis,
    ...funnel,
  },
  phrases: {
    ...phrases,
    ...columns,
    ...explainPhrases,
    ...lockPhrases,
    ...helpScreen,
    ...inputTopics,
    ...calendarTopics,
    ...decomposeTopics,
    ...measureTopics,
    ...organisationTopics,
    ...programTopics,
    ...targetTopics,
    ...eventsPhrases,
    ...rosterPhrases,
    ...negotiationPhrases,
    ...sheetsPhrases,
    ...metricsPhrases,
    ...layersPhrases,
    ...presetsPhrases,
    ...repeatsPhrases,
    ...measuresPhrases,
    ...sourcesPhrases,
    ...remotePhrases,
    ...layoutsPhrases,
    ...cellsPhrases,
    ...readingPhrases,
    ...forecastPhrases,
    ...holidaysPhrases,
    ...proratePhrases,
    ...smartPhrases,
    ...suggestPhrases,
    ...goalsPhrases,
    ...analysisPhrases,
    ...funnelPhrases,
  },
};
