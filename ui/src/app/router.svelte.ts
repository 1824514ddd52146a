// Which screen is shown. Plain state: a local window has no addresses, and none may carry a filing's content.

/** A screen and what it shows. */
export type Route =
  | { screen: 'home' }
  | { screen: 'register' }
  | { screen: 'reconcile' }
  | { screen: 'imports' }
  | { screen: 'audit' }
  | { screen: 'settings' }
  | { screen: 'filing'; id: number };

/** A screen that the rail leads to. */
export type RailScreen = Exclude<Route['screen'], 'filing'>;

export class Router {
  route = $state<Route>({ screen: 'home' });
  #from: RailScreen = 'home';

  /** Shows a screen of the rail. */
  go(screen: RailScreen): void {
    this.route = { screen };
  }

  /** Opens a filing. */
  open(id: number): void {
    if (this.route.screen !== 'filing') this.#from = this.route.screen;
    this.route = { screen: 'filing', id };
  }

  /** Leaves a filing for the screen it was opened from. */
  back(): void {
    this.route = { screen: this.#from };
  }
}
