import { Ctx, Field, FieldResolver, Int, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import { isTrusted } from '../sources/websub-pace.ts';
import { hubRefusalReasons, isLeased, type HubRefusal, type HubRefusalReason } from '../sources/websub.ts';
import type { StoredSubscription } from '../storage/websub-store.ts';
import type { Context } from './context.ts';
import { enumOf } from './enums.ts';
import { DateTime, Url } from './scalars.ts';
import { SourceView } from './source.ts';

const publicStates = ['WANTED', 'REQUESTED', 'ACTIVE', 'LAPSED', 'REFUSED'] as const;
type PublicState = (typeof publicStates)[number];

const HubStateEnum = enumOf(publicStates);
const HubRefusalReasonEnum = enumOf(hubRefusalReasons);

registerEnumType(HubStateEnum, {
  name: 'HubState',
  description: 'How a subscription at a hub stands.',
  valuesConfig: {
    WANTED: { description: 'The feed names the hub; a worker will ask it.' },
    REQUESTED: { description: 'The hub was asked and has not verified it yet.' },
    ACTIVE: { description: 'The hub pushes until the lease ends.' },
    LAPSED: { description: 'The lease ended before it was renewed.' },
    REFUSED: { description: 'The hub refused, or was silent; it is asked again later.' },
  },
});

registerEnumType(HubRefusalReasonEnum, {
  name: 'HubRefusalReason',
  description: 'Why there is no subscription. The list may grow: treat an unknown value like REJECTED.',
  valuesConfig: {
    DENIED: { description: 'The hub told us so, perhaps after it had accepted.' },
    REJECTED: { description: 'The hub answered the request with an error.' },
    UNREACHABLE: { description: 'The hub did not answer, or failed itself (HTTP 5xx).' },
    NOT_VERIFIED: { description: 'The hub took the request and never verified it.' },
    BLOCKED_ADDRESS: { description: 'The hub lies in a network that is not public.' },
  },
});

@ObjectType('HubRefusal', {
  simpleResolvers: true,
  description: 'The last time that a hub did not want us.',
})
export class HubRefusalView implements HubRefusal {
  @Field(() => HubRefusalReasonEnum, { description: 'The class of the refusal.' })
  reason!: HubRefusalReason;

  @Field(() => String, { description: 'One line for a person.' })
  detail!: string;

  @Field(() => Int, { nullable: true, description: 'HTTP status, where there was one.' })
  status!: number | null;

  @Field(() => DateTime, { description: 'When it was.' })
  at!: Date;
}

@ObjectType('SourceHub', {
  simpleResolvers: true,
  description: 'The WebSub hub that pushes what a source publishes, beside the polling that goes on.',
})
export class SourceHubView {
  @Field(() => Url, { description: "The hub's address." })
  url!: string;

  @Field(() => Url, { description: 'The address by which the hub knows the feed.' })
  topic!: string;

  @Field(() => HubStateEnum, { description: 'How the subscription stands.' })
  state!: PublicState;

  @Field(() => DateTime, { nullable: true, description: 'When the lease ends; null while there is none.' })
  leaseEndsAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'The last delivery that was taken.' })
  lastDeliveryAt!: Date | null;

  @Field(() => Int, { description: 'Deliveries that were taken.' })
  deliveryCount!: number;

  @Field(() => Int, {
    description: 'Deliveries that were ignored because their signature was missing or wrong.',
  })
  rejectedCount!: number;

  @Field(() => Boolean, {
    description:
      'Whether the source is polled less because of the hub: it has delivered, and no poll found since what it had not.',
  })
  slowsPolling!: boolean;

  @Field(() => HubRefusalView, {
    nullable: true,
    description: 'The last refusal, also when the hub accepted after it.',
  })
  lastRefusal!: HubRefusalView | null;
}

const stateOf = ({ subscription }: StoredSubscription, now: Date): PublicState => {
  const state = publicStates.find(known => known === subscription.state) ?? 'WANTED';
  return state === 'ACTIVE' && !isLeased(subscription, now) ? 'LAPSED' : state;
};

const toView = (stored: StoredSubscription, now: Date): SourceHubView => {
  const { subscription, traffic } = stored;
  return Object.assign(new SourceHubView(), {
    url: subscription.hub,
    topic: subscription.topic,
    state: stateOf(stored, now),
    leaseEndsAt: subscription.leaseEndsAt,
    lastDeliveryAt: traffic.lastDeliveryAt,
    deliveryCount: traffic.deliveries,
    rejectedCount: traffic.rejected,
    slowsPolling: isTrusted(subscription, traffic, now),
    lastRefusal: subscription.lastRefusal,
  });
};

@Resolver(() => SourceView)
export class SourceHubResolver {
  @FieldResolver(() => SourceHubView, {
    nullable: true,
    description:
      'Its WebSub hub; null where the feed names none or the gateway has no address that hubs reach.',
  })
  async hub(@Root() { rowId }: SourceView, @Ctx() { loaders, clock }: Context) {
    const stored = await loaders.subscriptionsBySource.load(rowId);
    return stored && toView(stored, clock.now());
  }
}
