using Weiguang.Kernel.Geo;

namespace Weiguang.Kernel.Ui;

/// <summary>One tab of <see cref="Tabs"/>.</summary>
public sealed record TabItem(string Text, string Href, int? Count = null);

/// <summary>One step of the way to a page; the last has no address.</summary>
public sealed record Crumb(string Text, string? Href = null);

/// <summary>One thing on a <see cref="PointMap"/>, WGS-84; its title is read aloud and shown as a tooltip.</summary>
public sealed record MapPoint(GeoPoint At, string Title, string? Href = null, Tone Tone = Tone.Go, string? Label = null);
