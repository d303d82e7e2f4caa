// Panels that few dashboards have: heat map of RTT, map, list of alarms.

import {
  FrameGeometrySourceBuilder,
  FrameGeometrySourceMode,
  HeatmapCellLayout,
  LogsDedupStrategy,
  LogsSortOrder,
  MapLayerOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  ControlsOptionsBuilder,
  PanelBuilder as GeomapBuilder,
  MapViewConfigBuilder,
  TooltipMode,
  TooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/geomap';
import {
  PanelBuilder as HeatmapBuilder,
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  HeatmapColorScale,
  RowsHeatmapOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { PanelBuilder as LogsBuilder } from '@grafana/grafana-foundation-sdk/logs';
import { stateMappings } from './looks.ts';
import { dressed, linksTo, type PanelSpec } from './panels.ts';
import { filled, type Sheet } from './sheet.ts';

/** Replies by RTT over time; series are named by the upper bound of their bucket. */
export function heat(spec: PanelSpec, sheet: Sheet): HeatmapBuilder {
  return dressed(new HeatmapBuilder(), { ...spec, maxDataPoints: 300 }, sheet)
    .calculate(false)
    .rowsFrame(new RowsHeatmapOptionsBuilder().layout(HeatmapCellLayout.Le))
    .color(
      new HeatmapColorOptionsBuilder()
        .mode(HeatmapColorMode.Scheme)
        .scheme('Turbo')
        .scale(HeatmapColorScale.Exponential)
        .exponent(0.5)
        .steps(64)
        .fill('dark-orange')
        .reverse(false),
    );
}

/**
 * Sites on a map, coloured by state. The ground is the coast line that Grafana brings with it, so that nothing is asked of a
 * tile server: rooms without internet see the same map.
 */
export function map(spec: PanelSpec, sheet: Sheet): GeomapBuilder {
  const [lat, lon] = sheet.centre;
  const location = new FrameGeometrySourceBuilder()
    .mode(FrameGeometrySourceMode.Coords)
    .latitude('lat')
    .longitude('lon');
  const style = {
    color: { field: 'state', fixed: 'dark-green' },
    opacity: 0.8,
    size: { fixed: 7, min: 5, max: 10 },
    symbol: { mode: 'fixed', fixed: 'img/icons/marker/circle.svg' },
  };
  const ground = new MapLayerOptionsBuilder()
    .type('geojson')
    .name('garis')
    .config({
      src: 'public/maps/countries.geojson',
      rules: [],
      style: { color: { fixed: 'text' }, opacity: 0.1, lineWidth: 1 },
    });
  const marks = new MapLayerOptionsBuilder()
    .type('markers')
    .name('jalur')
    .config({ showLegend: false, style })
    .location(location)
    .tooltip(true);
  return dressed(new GeomapBuilder(), { mappings: stateMappings(sheet), ...spec }, sheet)
    .view(new MapViewConfigBuilder().id('fit').allLayers(false).layer('jalur').lat(lat).lon(lon).zoom(8))
    .controls(new ControlsOptionsBuilder().showZoom(true).mouseWheelZoom(true).showAttribution(true))
    .basemap(ground)
    .layers([marks])
    .tooltip(new TooltipOptionsBuilder().mode(TooltipMode.Details))
    .dataLinks(linksTo(filled('__data.fields.link'), sheet));
}

/** Texts over time, newest first; a column `level` colours them. */
export function texts(spec: PanelSpec, sheet: Sheet): LogsBuilder {
  return dressed(new LogsBuilder(), spec, sheet)
    .showTime(true)
    .showLabels(false)
    .showCommonLabels(false)
    .wrapLogMessage(true)
    .prettifyLogMessage(false)
    .enableLogDetails(true)
    .sortOrder(LogsSortOrder.Descending)
    .dedupStrategy(LogsDedupStrategy.None);
}
