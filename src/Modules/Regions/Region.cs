namespace Weiguang.Regions;

/// <summary>An administrative division as other modules see it; <paramref name="Level"/> 1 province to 5 village, <paramref name="Parent"/> 0 above a province.</summary>
public sealed record Region(long Code, string Name, int Level, long Parent);
