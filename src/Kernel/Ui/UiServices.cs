using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Kernel.Ui;

public static class UiServices
{
    public static IServiceCollection AddUi(this IServiceCollection services) => services.AddSingleton<TabBar>().AddScoped<Menus>();
}
