using Weiguang.People;

namespace Weiguang.Hours;

/// <summary>What one person does here that others must handle, and how often one may.</summary>
internal static class HoursVerbs
{
    public static readonly Verb Object = new("hours.object", PerHour: 5, PerDay: 15);

    public static readonly Verb Correct = new("hours.correct", PerHour: 10, PerDay: 30);

    public static readonly Verb Backfill = new("hours.backfill", PerHour: 20, PerDay: 60);

    /// <summary>Movements to make before the camera: one lot for each try.</summary>
    public static readonly Verb Face = new("hours.face", PerHour: 20, PerDay: 60);

    public static readonly Verb Urge = new("hours.urge", PerHour: 10, PerDay: 30);
}
