import { randomUUID } from 'node:crypto';

/** A refusal as Secrets Manager words it; `name` is the error code its API answers with. */
export class SecretsManagerError extends Error {
  constructor(name: 'InvalidParameterException' | 'ResourceNotFoundException', message: string) {
    super(message);
    this.name = name;
  }
}

export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  readonly stages: ReadonlySet<string>;
  readonly createdAt: Date;
}

/** Which version a caller means: by id, by staging label, or by both, which then have to agree. */
export interface VersionChoice {
  readonly versionId?: string | undefined;
  readonly stage?: string | undefined;
}

const current = 'AWSCURRENT';
const previous = 'AWSPREVIOUS';

/** One secret's versions and their staging labels, under the rules of AWS Secrets Manager. */
export class StoredSecret {
  readonly arn: string;
  readonly name: string;
  #versions: { id: string; value: string; stages: Set<string>; createdAt: Date }[] = [];

  constructor(arn: string, value: string) {
    this.arn = arn;
    // Behind `secret:` the ARN has the name, a dash and six characters.
    this.name = arn.slice(arn.indexOf(':secret:') + ':secret:'.length, -7);
    this.put(value);
  }

  get versions(): readonly SecretVersion[] {
    return this.#versions;
  }

  /** @throws {SecretsManagerError} where there is no such version */
  get({
    versionId,
    stage = versionId === undefined ? current : undefined,
  }: VersionChoice = {}): SecretVersion {
    const found = this.#versions.find(
      ({ id, stages }) => (!versionId || id === versionId) && (!stage || stages.has(stage)),
    );
    if (found) return found;
    const sought = versionId ? `VersionId: ${versionId}` : `staging label: ${stage}`;
    throw new SecretsManagerError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${sought}`,
    );
  }

  /** Adds a version and moves the labels onto it; the same id and value again change nothing. */
  put(value: string, id: string = randomUUID(), stages: readonly string[] = [current]): SecretVersion {
    const existing = this.#versions.find((version) => version.id === id);
    if (existing && existing.value !== value) {
      throw new SecretsManagerError(
        'InvalidParameterException',
        `The version ${id} exists with another value.`,
      );
    }
    const version = existing ?? { id, value, stages: new Set<string>(), createdAt: new Date() };
    if (!existing) this.#versions.push(version);
    for (const stage of stages) this.#attach(stage, version.id);
    return version;
  }

  /** Moves a label; with no target it is only taken off. */
  moveStage(stage: string, from: string | undefined, to: string | undefined): void {
    const holder = this.#versions.find(({ stages }) => stages.has(stage));
    if (holder && holder.id !== to && holder.id !== from) {
      throw new SecretsManagerError(
        'InvalidParameterException',
        `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    }
    if (to !== undefined) this.#attach(stage, this.get({ versionId: to }).id);
    else holder?.stages.delete(stage);
  }

  /** A label stands on one version; AWSCURRENT leaves AWSPREVIOUS behind where it was. */
  #attach(stage: string, id: string): void {
    const holder = this.#versions.find(({ stages }) => stages.has(stage));
    if (holder?.id === id) return;
    holder?.stages.delete(stage);
    this.#versions.find((version) => version.id === id)?.stages.add(stage);
    if (stage === current && holder) this.#attach(previous, holder.id);
  }
}
