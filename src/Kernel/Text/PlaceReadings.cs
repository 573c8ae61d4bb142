namespace Weiguang.Kernel.Text;

/// <summary>How places are read, for readers of other languages; the module that knows them registers it.</summary>
/// <param name="Of">Of the places that a text begins with, or only of a text that is nothing but places; null where there are none.</param>
public sealed record PlaceReadings(Func<string, bool, string?> Of);
