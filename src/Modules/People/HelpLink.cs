namespace Weiguang.People;

/// <summary>Where a volunteer finds something to do; a module registers its own: <c>services.AddSingleton(new HelpLink(…))</c>. Pages that have nothing to show yet lead there.</summary>
/// <param name="Phrase">Source phrase.</param>
/// <param name="Order">Its place; no two share one.</param>
public sealed record HelpLink(string Phrase, string Href, int Order);
