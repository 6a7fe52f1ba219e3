/** What Streamlit hands to the default function of a component (components v2). */
export interface Call<Data, State = never, Trigger = never> {
  /** The element that the component fills; it stays for as long as the component is on the page. */
  parentElement: HTMLElement;
  /** What Python sent. */
  data: Data;
  /** Keeps a value until the next one; Python runs again. */
  setStateValue(name: string, value: State): void;
  /** Tells Python once; it runs again. */
  setTriggerValue(name: string, value: Trigger): void;
}
