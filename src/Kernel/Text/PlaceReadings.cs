namespace Weiguang.Kernel.Text;

/// <summary>How places are read, for readers of other languages; the module that knows them registers it.</summary>
/// <param name="Of">Of the name of one, or of several with spaces between; null where it knows of none.</param>
public sealed record PlaceReadings(Func<string, string?> Of);
