import { expectTypeOf } from 'vitest';
import {
  type Consent,
  createVitrine,
  type Explanation,
  type ExportedData,
  type NotRerankedReason,
  type Profile,
  type ProfileCluster,
  type Ranking,
  type RecordedEvent,
  type Rule,
  type ShopEvent,
  type ShopEventType,
  type Vitrine,
  VitrineError,
  type VitrineErrorCode,
  type VitrineOptions,
} from '../../../src/index.js';

/** What 'vitrine' promises to a compiler; never run, checked by `tsc` as it stands and against the built types. */

interface Product {
  readonly sku: string;
  readonly stock: number;
}
declare const vitrine: Vitrine;
declare const products: readonly Product[];
declare const rule: Rule<Product>;

expectTypeOf(createVitrine).parameters.toEqualTypeOf<[options: VitrineOptions]>();
expectTypeOf(createVitrine).returns.toEqualTypeOf<Vitrine>();

// Only the model's address is demanded.
expectTypeOf<{ modelUrl: string }>().toExtend<VitrineOptions>();
expectTypeOf<Record<never, never>>().not.toExtend<VitrineOptions>();
expectTypeOf<VitrineOptions['workerUrl']>().toEqualTypeOf<string | URL | undefined>();
expectTypeOf<VitrineOptions['consent']>().toEqualTypeOf<Consent | undefined>();
expectTypeOf<VitrineOptions['deadlineMs']>().toEqualTypeOf<number | undefined>();
expectTypeOf<NonNullable<VitrineOptions['onError']>>().parameters.toEqualTypeOf<[error: VitrineError]>();
expectTypeOf<Consent>().toEqualTypeOf<'pending' | 'granted' | 'denied'>();

// track
expectTypeOf(vitrine.track).parameters.toEqualTypeOf<[event: ShopEvent, source?: string, at?: number]>();
expectTypeOf(vitrine.track).returns.toEqualTypeOf<boolean>();
expectTypeOf<{ type: 'view_item'; itemId: string }>().toExtend<ShopEvent>();
expectTypeOf<{ type: 'purchase'; itemIds: string[] }>().toExtend<ShopEvent>();
expectTypeOf<{ type: 'search'; query: string; resultCount: number }>().toExtend<ShopEvent>();
expectTypeOf<{ type: 'view_item' }>().not.toExtend<ShopEvent>();
expectTypeOf<{ type: 'view_item'; itemId: number }>().not.toExtend<ShopEvent>();
expectTypeOf<{ type: 'purchase'; itemId: string }>().not.toExtend<ShopEvent>();
expectTypeOf<ShopEventType>().toEqualTypeOf<ShopEvent['type']>();
expectTypeOf<RecordedEvent>().toExtend<ShopEvent & { readonly id: string; readonly time: number }>();

// rerank gives the shop's own items back, whatever they are.
const rerankProducts = () => vitrine.rerank(products, { id: (product) => product.sku, rules: [rule] });
expectTypeOf(rerankProducts).returns.resolves.toEqualTypeOf<Ranking<Product>>();
const rerankIds = () => vitrine.rerank(['a', 'b']);
expectTypeOf(rerankIds).returns.resolves.toEqualTypeOf<Ranking<string>>();
expectTypeOf<Ranking<Product>['items']>().toEqualTypeOf<Product[]>();
expectTypeOf<Ranking<Product>['explain']>().toEqualTypeOf<(itemId: string) => Explanation | null>();
expectTypeOf<Extract<Ranking<Product>, { reranked: false }>['reason']>().toEqualTypeOf<NotRerankedReason>();
expectTypeOf<Extract<Ranking<Product>, { reranked: true }>>().not.toHaveProperty('reason');
expectTypeOf<Explanation['because']>().toEqualTypeOf<string | null>();
expectTypeOf(vitrine.recommend).returns.resolves.toEqualTypeOf<Ranking<string>>();

// what the device knows
expectTypeOf(vitrine.profile).returns.resolves.toEqualTypeOf<Profile>();
expectTypeOf<Profile['cluster']>().toEqualTypeOf<ProfileCluster | null>();
expectTypeOf<Profile['clusters']>().toEqualTypeOf<readonly ProfileCluster[]>();
expectTypeOf(vitrine.exportData).returns.resolves.toEqualTypeOf<ExportedData>();
expectTypeOf<ExportedData['events']>().toEqualTypeOf<RecordedEvent[]>();
expectTypeOf(vitrine.forget).returns.resolves.toEqualTypeOf<void>();
expectTypeOf(vitrine.consent).returns.toEqualTypeOf<Consent>();
expectTypeOf(vitrine.stop).returns.toEqualTypeOf<void>();

// Each listener hears what its name says.
vitrine.on('event', (event) => expectTypeOf(event).toEqualTypeOf<RecordedEvent>());
vitrine.on('profile', (profile) => expectTypeOf(profile).toEqualTypeOf<Profile>());
vitrine.on('consent', (consent) => expectTypeOf(consent).toEqualTypeOf<Consent>());
expectTypeOf(vitrine.on).returns.toEqualTypeOf<() => void>();
expectTypeOf(vitrine.on<'event'>)
  .parameter(0)
  .toEqualTypeOf<'event'>();

// One error type, with codes to branch on.
expectTypeOf(VitrineError).instance.toExtend<Error>();
expectTypeOf(VitrineError).instance.toHaveProperty('code').toEqualTypeOf<VitrineErrorCode>();
expectTypeOf<'STORAGE_FAILED'>().toExtend<VitrineErrorCode>();
expectTypeOf<string>().not.toExtend<VitrineErrorCode>();
