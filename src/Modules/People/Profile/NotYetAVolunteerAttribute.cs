using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;

namespace Weiguang.People.Profile;

/// <summary>A page for joining: who has joined is shown their profile, so that a second tap is answered like the first.</summary>
internal sealed class NotYetAVolunteerAttribute : SendOnAttribute
{
    public override string? Elsewhere(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) || !http.RequestServices.GetRequiredService<Visitor>().Holds(Role.Volunteer) ? null : "/me/profile";
}
