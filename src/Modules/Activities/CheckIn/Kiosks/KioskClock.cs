using Weiguang.Activities.Domain;
using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn;

/// <summary>
/// When a kiosk's reading really was. Its clock is compared with ours when it takes the list and when it sends; where the two comparisons differ, somebody
/// moved the clock in between, and the time that gives fewer minutes is believed.
/// </summary>
internal static class KioskClock
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    /// <summary>Seconds to add to the device's time.</summary>
    public static int Behind(DateTime deviceNow, DateTime now)
    {
        var behind = now - deviceNow;
        return (int)Math.Clamp(Math.Round(behind.TotalSeconds), -Furthest.TotalSeconds, Furthest.TotalSeconds);
    }

    /// <summary>Somebody set it between taking the list and now.</summary>
    public static bool HasMoved(Kiosk kiosk, DateTime sentAt, DateTime now) => Math.Abs(kiosk.BehindSeconds - Behind(sentAt, now)) > Tolerance.TotalSeconds;

    /// <summary>Null when it lies in the future, or before the kiosk was set up.</summary>
    public static DateTime? Correct(Kiosk kiosk, ProofEnd end, DateTime at, DateTime sentAt, DateTime now)
    {
        if ((now - at).Duration() > Furthest)
        {
            return null;
        }

        var (then, today) = (at.AddSeconds(kiosk.BehindSeconds), at.AddSeconds(Behind(sentAt, now)));
        var believed = !HasMoved(kiosk, sentAt, now) ? today : (end == ProofEnd.In) == (then > today) ? then : today;
        return believed > now + Tolerance || believed < kiosk.CreatedAt - Tolerance ? null : believed > now ? now : believed;
    }
}
