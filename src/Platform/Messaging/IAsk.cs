namespace Verwaltung.Messaging;

/// <summary>A command or question whose handler answers with a <typeparamref name="TAnswer"/>. A handler that does not is refused at start.</summary>
/// <typeparam name="TAnswer">Exactly what the caller gets; nullable where the handler may have no answer.</typeparam>
public interface IAsk<TAnswer>;
