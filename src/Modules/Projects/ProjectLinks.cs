using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Ui;

namespace Weiguang.Projects;

/// <summary>Addresses of a project for those who work on it.</summary>
internal static class ProjectLinks
{
    public static string Of(Guid id) => $"/project/{id}";

    /// <summary>The same in the console, for whoever decides about it.</summary>
    public static string Office(Guid id) => $"/console/projects/{id}";

    /// <summary>Where somebody who works on it stands now.</summary>
    public static string Here(HttpContext http, Guid id) => EitherLayout.IsConsole(http) ? Office(id) : Of(id);
}
