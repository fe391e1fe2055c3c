import { Ctx, FieldResolver, Int, registerEnumType, Resolver, Root } from 'type-graphql';
import { conditionOf, sourceStates, type SourceCondition, type SourceState } from '../sources/health.ts';
import type { FailureReason } from '../sources/source.ts';
import type { Context } from './context.ts';
import { enumOf } from './enums.ts';
import { DateTime } from './scalars.ts';
import { FailureReasonEnum, SourceHealthView } from './source.ts';

const SourceStateEnum = enumOf(sourceStates);

registerEnumType(SourceStateEnum, {
  name: 'SourceState',
  description: 'Whether a source can be relied on. The list may grow: treat an unknown value like FAILING.',
  valuesConfig: {
    NEW: { description: 'It was not read yet.' },
    HEALTHY: { description: 'Its last poll went well.' },
    LATE: { description: 'It has been due for more than ten minutes: the workers do not keep up.' },
    PAUSED: { description: 'Its server has asked us to wait (HTTP 429 or 503).' },
    FAILING: { description: 'Its last poll failed; polls go on with growing pauses.' },
    GONE: {
      description:
        'Its publisher has taken it away (HTTP 410). It is polled again only when it is refreshed.',
    },
  },
});

const conditionAt = (health: SourceHealthView, { clock }: Context): SourceCondition =>
  conditionOf(health, clock.now());

/** What depends on the moment at which it is asked. */
@Resolver(() => SourceHealthView)
export class SourceHealthResolver {
  @FieldResolver(() => SourceStateEnum, { description: 'The state in one word.' })
  state(@Root() health: SourceHealthView, @Ctx() ctx: Context): SourceState {
    return conditionAt(health, ctx).state;
  }

  @FieldResolver(() => FailureReasonEnum, {
    nullable: true,
    description: 'Why the last poll failed; null when it did not.',
  })
  failureReason(@Root() health: SourceHealthView, @Ctx() ctx: Context): FailureReason | null {
    return conditionAt(health, ctx).failureReason;
  }

  @FieldResolver(() => Int, { description: 'Seconds by which the next poll is late; 0 while it is not due.' })
  lagSeconds(@Root() health: SourceHealthView, @Ctx() ctx: Context): number {
    return conditionAt(health, ctx).lagSeconds;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When it is polled next; null for a source that is gone.',
  })
  nextPollAt(@Root() health: SourceHealthView, @Ctx() ctx: Context): Date | null {
    return conditionAt(health, ctx).nextPollAt;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Claimed time of the newest item that it has shown.',
  })
  newestItemAt(@Root() health: SourceHealthView, @Ctx() ctx: Context): Date | null {
    return conditionAt(health, ctx).newestItemAt;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Seconds since its newest item; null when its items bear no times.',
  })
  silenceSeconds(@Root() health: SourceHealthView, @Ctx() ctx: Context): number | null {
    return conditionAt(health, ctx).silenceSeconds;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Seconds between two of its items, as observed; null when their times tell nothing.',
  })
  observedIntervalSeconds(@Root() health: SourceHealthView, @Ctx() ctx: Context): number | null {
    return conditionAt(health, ctx).observedIntervalSeconds;
  }
}
