// Which screen is shown. Plain state: a local window has no addresses, and none may carry a filing's content.

import type { TransferFilter } from '../ipc/generated';

/** A screen and what it shows. */
export type Route =
  | { screen: 'home' }
  | { screen: 'register' }
  | { screen: 'reconcile' }
  | { screen: 'contacts' }
  | { screen: 'ledger'; tab?: 'transfers' | 'flags' | 'rates'; filter?: Partial<TransferFilter>; month?: string }
  | { screen: 'close'; month?: string }
  | { screen: 'imports' }
  | { screen: 'audit' }
  | { screen: 'settings' }
  | { screen: 'filing'; id: number };

/** A screen that the rail leads to. */
export type RailScreen = Exclude<Route['screen'], 'filing'>;

export class Router {
  route = $state<Route>({ screen: 'home' });
  #from: Exclude<Route, { screen: 'filing' }> = { screen: 'home' };

  /** Shows a screen of the rail. */
  go(screen: RailScreen): void {
    this.route = { screen };
  }

  /** Shows a screen with what it is to show; a filing is left for the screen from before. */
  show(route: Route): void {
    this.route = route;
  }

  /** Opens a filing. */
  open(id: number): void {
    if (this.route.screen !== 'filing') this.#from = this.route;
    this.route = { screen: 'filing', id };
  }

  /** Leaves a filing for the screen it was opened from. */
  back(): void {
    this.route = this.#from;
  }
}
