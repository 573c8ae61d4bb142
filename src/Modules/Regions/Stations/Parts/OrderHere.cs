namespace Weiguang.Regions;

/// <summary>Where one asks a station for help; registered by the module that takes orders.</summary>
/// <param name="At">The address for a station's id.</param>
public sealed record OrderHere(Func<Guid, string> At);
