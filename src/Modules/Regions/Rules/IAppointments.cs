namespace Weiguang.Regions;

/// <summary>Tells who owes their office to somebody; the module that gives offices registers it.</summary>
public interface IAppointments
{
    /// <summary>Whether every office of a person over a division was given by somebody, or through them, since a moment.</summary>
    Task<bool> OwesAsync(Guid person, long division, Guid giver, DateTime since, CancellationToken ct);
}
