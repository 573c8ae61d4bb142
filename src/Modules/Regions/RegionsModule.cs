using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Regions.Divisions;
using Weiguang.Regions.Domain;
using Weiguang.Regions.Rules;
using Weiguang.Regions.Stations;
using Weiguang.Regions.Stations.Desk;
using Weiguang.Regions.Stations.Import;

namespace Weiguang.Regions;

public sealed class RegionsModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.KnowProblems([.. RuleVoice.Rule.Notes, RuleVoice.Waits]).KnowPermissions(Phrase.Of("站点"), RegionPermissions.All);
        services.AddSingleton(new ConsoleLink(Phrase.Of("阵地"), Phrase.Of("站点"), "/console/stations", 60, RegionPermissions.KeepStations, 's'));
        services.AddSingleton<DivisionCache>().AddHostedService(provider => provider.GetRequiredService<DivisionCache>());
        services.AddSingleton(provider => new PlaceReadings(provider.GetRequiredService<DivisionCache>().Read));
        services.AddSingleton(provider => new RegionDirectory(provider.GetRequiredService<DivisionCache>()));
        services.AddScoped(provider => new DivisionImport(
            provider.GetRequiredService<AppDbContext>(), provider.GetRequiredService<DivisionCache>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Boundaries>();
        services.AddSingleton(WorkCalendar.Of(configuration)).KnowSettings("Regions:Boundaries", "WorkCalendar:*");
        services.AddScoped<RuleBook>().AddScoped<RuleChanges>();
        services.AddScoped<IAlbum, StationAlbum>().AddScoped<StationDirectory>().AddScoped<StationBook>().AddScoped<StationCheck>().AddList<StationList, Station, StationRow, StationListPage>();
        services.AddScoped(provider => new StationImport(
            provider.GetRequiredService<AppDbContext>(), provider.GetRequiredService<StationCheck>(), provider.GetRequiredService<StationBook>(), provider.GetRequiredService<TimeProvider>()));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapDivisions();
        routes.MapStations();
        routes.MapGet("/console/stations/template.csv", () => Results.File(StationCsv.Template(), "text/csv; charset=utf-8", "stations.csv"))
            .RequireAuthorization(RegionPermissions.ImportStations).ExcludeFromDescription();
    }
}
