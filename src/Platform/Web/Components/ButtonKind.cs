namespace Verwaltung.Web;

/// <summary>How much a button or link asks for attention; a page has one <see cref="Primary"/>.</summary>
public enum ButtonKind { Primary, Secondary, Tertiary }

/// <summary>The meaning of an alert or badge, shown by colour and icon and said by its words.</summary>
public enum Tone { Info, Success, Warning, Danger }
