using Weiguang.People;

namespace Weiguang.Activities;

/// <summary>What one person does here that others must handle, and how often one may.</summary>
internal static class ActivityVerbs
{
    public static readonly Verb Add = new("activities.add", PerHour: 30, PerDay: 100);

    /// <summary>Leaving and coming back counts each time one comes.</summary>
    public static readonly Verb SignUp = new("activities.sign-up", PerHour: 30, PerDay: 100);

    public static readonly Verb Invite = new("activities.invite", PerHour: 20, PerDay: 60);

    /// <summary>Everybody on a list reads each of them.</summary>
    public static readonly Verb Broadcast = new("activities.broadcast", PerHour: 10, PerDay: 30);

    /// <summary>Every try counts, also with a phone that nobody here has.</summary>
    public static readonly Verb LetIn = new("activities.let-in", PerHour: 60, PerDay: 200);

    /// <summary>The number that is told at the door; of one scan three tries are taken, whatever this allows.</summary>
    public static readonly Verb TellNumber = new("activities.door-number", PerHour: 12, PerDay: 40);

    /// <summary>A kiosk with network sends each reading by itself; one that has to wait sends up to 500 at once.</summary>
    public static readonly Verb BringHome = new("activities.kiosk-scans", PerHour: 2000, PerDay: 6000);
}
