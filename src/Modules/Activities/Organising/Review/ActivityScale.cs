using System.Collections.Frozen;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.Activities.Organising.Review;

/// <summary>How much an activity asks to be trusted with: what somebody outside looks at before it counts.</summary>
/// <param name="FenceMetres">0 where positions prove nothing here; without a fence they prove something everywhere.</param>
/// <param name="WidestFence">What its kind of place needs at most.</param>
internal sealed record ActivityScale(int Seats, int LongestMinutes, int SlackMinutes, int FenceMetres, int WidestFence)
{
    private const int MostSeats = 1000;
    private const int LongestShift = 12 * 60;
    private const int WidestDoor = 60;

    /// <summary>A yard, a hall, a house: from the pin to the gate, and what a phone errs by.</summary>
    private const int OnePlace = 300;

    /// <summary>Along a river or a road, on a round, around a fair.</summary>
    private const int Stretch = 1000;

    // So much less than this is nobody's question: a handful of seats more, the door and the fence that everybody has.
    private const int FewSeats = 20;
    private const int UsualDoor = 30;
    private const int UsualFence = 300;
    private const int AnHour = 60;
    private const int FarMetres = 2000;
    private const int TownshipLevel = 4;
    private const int CountyLevel = 3;

    /// <summary>Environment, public safety, traffic, fires, rescue, sports, tourism and large events (people's service categories) spread out; all the rest happens in one place.</summary>
    private static readonly FrozenSet<string> SpreadOut = FrozenSet.Create("0006", "0009", "0011", "0012", "0013", "0015", "0016", "0018");

    public static ActivityScale Of(ActivityDraft draft) => new(
        draft.Shifts.Sum(s => s.Capacity), draft.Shifts.Select(s => Minutes(s.EndsAt - s.StartsAt)).DefaultIfEmpty().Max(), draft.SlackMinutes,
        FenceOf(draft.FenceMetres, (draft.Ways ?? [CheckInWays.All]).Aggregate((a, b) => a | b)), WidestFor(draft.Category));

    /// <summary>Null for what was kept before it stood there.</summary>
    public static ActivityScale? Of(ActivitySnapshot said) => said is not { SlackMinutes: { } slack, FenceMetres: { } fence, Ways: { } ways } ? null
        : new(said.Shifts.Sum(s => s.Capacity), said.Shifts.Select(s => Minutes(s.EndsAt - s.StartsAt)).DefaultIfEmpty().Max(), slack, FenceOf(fence, ways), WidestFor(said.Category));

    /// <summary>Why somebody has to look at it, whatever its risk, as sentences; none where its organiser may publish it.</summary>
    /// <param name="home">Division of the team; null for a station, which organises where it is.</param>
    public IEnumerable<string> Reasons(long division, long? home)
    {
        if (home is { } own && DivisionCodes.Above(own, CountyLevel) != DivisionCodes.Above(division, CountyLevel))
        {
            yield return Phrase.Of("活动不在您队伍所在的县区，要先提交审核，由当地看过再发布");
        }

        if (SlackMinutes > WidestDoor)
        {
            yield return Phrase.Of("签到提前了 60 分钟以上，要先提交审核；改到 60 分钟以内就能直接发布");
        }

        if (IsTooWide)
        {
            yield return WidestFence == Stretch ? Phrase.Of("定位签到的范围超过 1000 米或者不限，要先提交审核；改到 1000 米以内就能直接发布")
                : Phrase.Of("这类活动在一个地方办，定位签到的范围超过 300 米或者不限，要先提交审核；改到 300 米以内就能直接发布");
        }

        if (Seats > MostSeats)
        {
            yield return Phrase.Of("名额一共超过 1000 个，要先提交审核");
        }

        if (LongestMinutes > LongestShift)
        {
            yield return Phrase.Of("有一班超过 12 小时，要先提交审核");
        }
    }

    /// <summary>Whether it asks for so much more than what was approved that somebody has to look again.</summary>
    public bool Outgrows(ActivityScale approved) =>
        (Seats > approved.Seats + (approved.Seats / 2) && Seats > approved.Seats + FewSeats)
        || LongestMinutes > approved.LongestMinutes + AnHour
        || SlackMinutes > Math.Max(approved.SlackMinutes, UsualDoor)
        || FenceMetres > Math.Max(approved.FenceMetres, UsualFence)
        || (IsTooWide && !approved.IsTooWide); // It has become another kind.

    private bool IsTooWide => FenceMetres > WidestFence;

    /// <summary>Whether one meets so far from where somebody said yes to that it is another place: another township, kilometres away, or nobody knows how far because the position was taken away.</summary>
    public static bool IsFar(ActivitySnapshot approved, ActivitySnapshot after) =>
        DivisionCodes.Above(approved.DivisionCode, TownshipLevel) != DivisionCodes.Above(after.DivisionCode, TownshipLevel)
        || (PointOf(approved) is { } from && (PointOf(after) is not { } to || from.MetresTo(to) > FarMetres));

    private static GeoPoint? PointOf(ActivitySnapshot s) => s is { Lat: { } lat, Lon: { } lon } ? new GeoPoint(lat, lon) : null;

    private static int FenceOf(int metres, CheckInWays ways) => !ways.HasFlag(CheckInWays.Position) ? 0 : metres == 0 ? int.MaxValue : metres;

    private static int WidestFor(string? category) => category is { } kind && SpreadOut.Contains(kind) ? Stretch : OnePlace;

    private static int Minutes(TimeSpan? length) => (int)(length?.TotalMinutes ?? 0);
}
