using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Reading;
using Weiguang.Teams;

namespace Weiguang.Orders.Desk;

/// <summary>Who has a dispatched order, in words: 刘文彬, 刘文彬、郭凤霞、王强等 5 人, or a team.</summary>
internal static class Holders
{
    private const int Named = 3;

    /// <summary>Empty when it is open to everybody.</summary>
    public static async Task<string> HoldersAsync(this OrderDetail order, TeamDirectory teams, IStringLocalizer phrases, CancellationToken ct)
    {
        if (order.TeamId is { } teamId && await teams.FindAsync(teamId, ct) is { } team)
        {
            return team.Name;
        }

        var open = order.Asked.Where(a => a.State == OfferState.Open).Select(a => a.Name).ToList();
        var names = string.Join("、", open.Take(Named));
        return open.Count > Named ? phrases[Phrase.Of("{0}等 {1} 人"), names, open.Count] : names;
    }
}
