namespace Weiguang.Regions;

/// <summary>A page with rules of a module above, named on the page of rules: <c>services.AddSingleton(new RuleLink(…))</c>.</summary>
/// <param name="Phrase">Source phrase.</param>
/// <param name="Needs">The permission without which the page does not open, and is not named.</param>
/// <param name="Order">Its place; no two share one.</param>
public sealed record RuleLink(string Phrase, string Href, string Needs, int Order);
