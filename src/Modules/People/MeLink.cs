namespace Weiguang.People;

/// <summary>An entry of the page 我的; a module registers its own: <c>services.AddSingleton(new MeLink(…))</c>.</summary>
/// <param name="Phrase">Source phrase of the entry.</param>
/// <param name="Hint">Source phrase of one line below it.</param>
/// <param name="Order">Its place; no two entries share one.</param>
/// <param name="Needs">Only for holders of this role; null for everybody.</param>
public sealed record MeLink(string Phrase, string Hint, string Href, int Order, Role? Needs = null)
{
    /// <summary>Asked with the services of the request; null when it is always there.</summary>
    public Func<IServiceProvider, CancellationToken, Task<bool>>? IsShown { get; init; }
}
