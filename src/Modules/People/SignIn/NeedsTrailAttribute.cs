using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;

namespace Weiguang.People.SignIn;

/// <summary>A page of the way in that only who has come so far may see; everybody else begins at its beginning.</summary>
internal sealed class NeedsTrailAttribute : SendOnAttribute
{
    /// <summary>The right code must have been entered.</summary>
    public bool Proved { get; set; }

    public override string? Elsewhere(HttpContext http) =>
        http.RequestServices.GetRequiredService<Trails>().Find(http) is { } trail && (trail.Proved || !Proved) ? null : "/sign-in";
}
