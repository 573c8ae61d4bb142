using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Http;

/// <summary>
/// Whom the page was shown to that a form stands on. On a phone that several people use, what one of them wrote must not be done in the name of whoever signed in
/// meanwhile. The mark tells nobody who it is; a form shown to nobody carries none and is whose who signs in to send it.
/// </summary>
public static class FormOwner
{
    public const string Field = "_by";

    /// <summary>Empty while nobody is signed in.</summary>
    internal static string Of(HttpContext http) => http.RequestServices.GetRequiredService<Viewer>() is { IsSignedIn: true, PersonId: var person }
        ? http.RequestServices.GetRequiredService<Vault>().Index(Personal.Key, $"form:{person:N}")[..22]
        : "";

    /// <summary>The form was shown to who sends it now. The mark is the same in all their pages, so it is no token: whoever goes by it must know that one of our pages sent it.</summary>
    public static bool IsTheirs(HttpContext http) => MarkOf(http) is { Length: > 0 } mark && mark == Of(http);

    /// <summary>The form that was sent now was shown to somebody who is not signed in here: to another person, or to one whose session has ended.</summary>
    public static bool IsAnothers(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && MarkOf(http) is { Length: > 0 } mark && mark != Of(http);

    private static string? MarkOf(HttpContext http) => KeptForm.Of(http)?.Fields.FirstOrDefault(f => f.Key == Field).Value;
}
