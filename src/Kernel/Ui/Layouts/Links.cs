using Microsoft.AspNetCore.Components;

namespace Weiguang.Kernel.Ui;

/// <summary>Links within the site: they begin with a slash, so that they say nothing about where the site is. Absolute ones are made by <see cref="PublicAddress"/>.</summary>
public static class Links
{
    /// <summary>This page with some parameters of its query changed; null takes one away.</summary>
    public static string Here(this NavigationManager nav, params (string Name, string? Value)[] changes) =>
        $"/{nav.ToBaseRelativePath(nav.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => (object?)c.Value)))}";
}
