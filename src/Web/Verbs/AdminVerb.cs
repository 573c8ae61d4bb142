using System.CommandLine;
using Weiguang.Kernel;
using Weiguang.People;

namespace Weiguang.Web.Verbs;

/// <summary>Makes the first administrator of a real site: nobody is there yet who could.</summary>
internal static class AdminVerb
{
    private static readonly Argument<string> Phone = new("phone") { Description = "Mobile number of the administrator" };
    private static readonly Option<string?> Name = new("--name") { Description = "Their name, when they have no account yet" };

    public static Command Command()
    {
        var admin = new Command("admin", "Make the owner of a phone administrator of the whole site. Example: admin 13812345678 --name 王强 --data /srv/weiguang") { Phone, Name };
        admin.SetAction((parsed, ct) => Operator.ChangeAsync(parsed, async services =>
        {
            var phone = parsed.GetRequiredValue(Phone);
            var appointment = services.GetRequiredService<Appointment>();
            var answer = await appointment.AdminAsync(phone, parsed.GetValue(Name), ct);
            parsed.Say(Words(answer, phone, answer == AppointAnswer.Excluded ? await appointment.HindranceAsync(phone, ct) : null));
            return 0;
        }, ct));
        return admin;
    }

    /// <exception cref="SetupException">Nobody was appointed.</exception>
    private static string Words(AppointAnswer answer, string phone, Hindrance? hindrance) => answer switch
    {
        AppointAnswer.Done => $"Whoever has the phone {phone} is administrator of the whole site from now on, and signs in with a code sent to it.",
        AppointAnswer.Unchanged => $"Whoever has the phone {phone} is administrator of the whole site already; nothing was changed.",
        AppointAnswer.NoPhone => throw SettingNames.Mistyped($"'{phone}' is no mobile number: it has eleven digits, such as 13812345678."),
        AppointAnswer.NeedsName => throw new SetupException($"Nobody has the phone {phone} yet: say the name too (two letters at least), as in admin {phone} --name 王强."),
        AppointAnswer.Excluded => throw new SetupException($"Whoever has the phone {phone} was not appointed: {Why(hindrance)}"),
    };

    private static string Why(Hindrance? hindrance) => hindrance is null ? "something that excludes it was taken from them at this moment; try again."
        : $"nobody may hold {hindrance.One} besides {hindrance.Other}, which they would. Revoke {string.Join(" and ", hindrance.Held.Select(h => $"their role {h.Role} over {h.DivisionCode}"))} first.";
}
