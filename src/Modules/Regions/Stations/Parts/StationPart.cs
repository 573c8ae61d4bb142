namespace Weiguang.Regions;

/// <summary>
/// What a module above shows on a station's public page, such as its services: <c>services.AddSingleton(new StationPart(typeof(StationMenu)))</c>.
/// The component takes a parameter <c>Station</c> of type <see cref="StationCard"/>.
/// </summary>
public sealed record StationPart(Type Component, int Order = 0);
