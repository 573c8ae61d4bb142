using System.Linq.Expressions;

namespace Weiguang.Activities.Domain;

/// <summary>How somebody on a list of volunteers stands: one answer for memory and for queries.</summary>
internal static class SignupKinds
{
    /// <summary><see cref="HoldsSeat"/> for a query.</summary>
    public static Expression<Func<Signup, bool>> Seated { get; } =
        s => s.Status == SignupStatus.Accepted || s.Status == SignupStatus.Offered || s.Status == SignupStatus.Pending;

    /// <summary><see cref="IsOn"/> for a query.</summary>
    public static Expression<Func<Signup, bool>> On { get; } =
        s => s.Status == SignupStatus.Accepted || s.Status == SignupStatus.Offered || s.Status == SignupStatus.Pending || s.Status == SignupStatus.Waiting;

    /// <summary>Expected at the door: with a seat, or settled as missing, who may still turn out to have come.</summary>
    public static Expression<Func<Signup, bool>> Expected { get; } = s => s.Status == SignupStatus.Accepted || s.Status == SignupStatus.NoShow;

    /// <summary><see cref="Signup.IsCalledOff"/> for a query: on the list until the shift was called off.</summary>
    /// <param name="shifts">Past the viewer's scope.</param>
    public static Expression<Func<Signup, bool>> CalledOff(IQueryable<Shift> shifts) =>
        s => s.Status == SignupStatus.Removed && shifts.Any(h => h.ActivityId == s.ActivityId && h.Id == s.ShiftId && h.CancelledAt == s.ChangedAt);

    extension(SignupStatus status)
    {
        /// <summary>A seat is counted as taken.</summary>
        public bool HoldsSeat => status is SignupStatus.Accepted or SignupStatus.Offered or SignupStatus.Pending;

        /// <summary>With a seat or in line for one.</summary>
        public bool IsOn => status.HoldsSeat || status == SignupStatus.Waiting;
    }
}
