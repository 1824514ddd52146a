// The life of an open filing: where it stands, what can be done now, and remarks.

import { call } from '../../ipc/call';
import type { CommentView, LifeView } from '../../ipc/generated';

export class LifeController {
  life = $state.raw<LifeView>();
  comments = $state.raw<CommentView[]>([]);
  fault = $state.raw<unknown>(null);

  constructor(readonly id: number) {}

  /** Reads everything again. */
  async load(): Promise<void> {
    try {
      const [life, list] = await Promise.all([call('filing.life', { id: this.id }), call('comment.list', { filing: this.id })]);
      this.life = life;
      this.comments = list.comments;
      this.fault = null;
    } catch (fault) {
      this.fault = fault;
    }
  }

  /** Remarks that are not settled. */
  get open(): number {
    return this.comments.filter((one) => one.resolved === null).length;
  }

  /** Whether a step can be taken by the one who is signed in. */
  allows(step: string): boolean {
    return this.life?.steps.some((one) => one.step === step && one.refused === null) ?? false;
  }

  async remark(text: string, path: string | null, parent: number | null): Promise<void> {
    this.comments = (await call('comment.add', { filing: this.id, path, parent, text })).comments;
  }

  async settle(comment: number, text: string): Promise<void> {
    this.comments = (await call('comment.resolve', { filing: this.id, comment, text })).comments;
  }

  /** Limits the filing to people, or opens it again. */
  async restrict(names: string[] | null, reason: string): Promise<void> {
    await call('filing.restrict', { id: this.id, names, reason });
    await this.load();
  }
}
