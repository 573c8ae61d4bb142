using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Hours;
using Weiguang.Kernel.Http;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>Who scanned a good code and has not signed in keeps the scan and signs in first.</summary>
internal sealed class SignInWithTicketAttribute : SendOnAttribute
{
    public override string? Elsewhere(HttpContext http)
    {
        var services = http.RequestServices;
        if (services.GetRequiredService<Viewer>().IsSignedIn || http.Request.RouteValues["Code"] is not string code)
        {
            return null;
        }

        var tickets = services.GetRequiredService<ScanTickets>();
        var (state, _) = services.GetRequiredService<RotatingCodes>().Read(code);
        if (tickets.Find(http, code) is null && state != CodeState.Good)
        {
            return null; // The page says what is wrong with it.
        }

        _ = tickets.Find(http, code) ?? tickets.Give(http, code);
        CheckInDevice.Meet(http);
        return PeopleLinks.SignIn($"/check-in/{code}");
    }
}
