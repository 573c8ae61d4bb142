using Weiguang.Kernel;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;

namespace Weiguang.Web.Pages.Design;

/// <summary>The design pages: open to everybody where the product is made or shown, to staff elsewhere. Their sidebar entries show only there.</summary>
internal static class DesignMenu
{
    public const string Policy = "design";

    public static IServiceCollection AddDesignMenu(this IServiceCollection services, bool isOpen)
    {
        services.AddAuthorization(options => options.AddPolicy(Policy, policy =>
            policy.RequireAssertion(context => context.Resource is HttpContext http && http.Request.Path.StartsWithSegments("/design") && (isOpen || http.RequestServices.GetRequiredService<Viewer>().IsStaff))));
        services.AddSingleton(new ConsoleLink(Phrase.Of("工作台"), Phrase.Of("派单台"), "/design/console", 90, Policy, 'q'));
        services.AddSingleton(new ConsoleLink(Phrase.Of("设计规范"), Phrase.Of("部件"), "/design", 91, Policy, 'd'));
        return services.AddSingleton(new ConsoleLink(Phrase.Of("设计规范"), Phrase.Of("打印页"), "/design/poster", 92, Policy, 'p'));
    }
}
