using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Cases;
using Weiguang.Eligibility;
using Weiguang.Hours;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Ledger;
using Weiguang.Messages;
using Weiguang.Orders.Accepting;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Clocks;
using Weiguang.Orders.Desk;
using Weiguang.Orders.Dispatching;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Fitting;
using Weiguang.Orders.FollowUps;
using Weiguang.Orders.Journey;
using Weiguang.Orders.Journey.Mine;
using Weiguang.Orders.Menu;
using Weiguang.Orders.Placing;
using Weiguang.Orders.Rating;
using Weiguang.Orders.Reading;
using Weiguang.Orders.Waiting;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders;

public sealed class OrdersModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.KnowVerbs(typeof(OrderVerbs)).KnowMessages(typeof(OrderMessages)).KnowProblems(OrdersProblems.All)
        .AddSingleton(new BarTab(Phrase.Of("点单"), "/orders", "order", 1)).AddSingleton(new HelpLink(Phrase.Of("看看谁家需要帮忙"), "/tasks", 2)).AddSingleton(new OrderHere(OrderLinks.New))
        .ReadSettings<OrderSettings>(configuration, "Orders")
        .AddSingleton<ServiceCodes>()
        .AddScoped<Whence>()
        .AddScoped<OrderBook>()
        .AddScoped<OrderPast>()
        .AddScoped<FollowUpBook>()
        .AddList<QueueList, Order, QueueRow, QueuePage>().AddList<FollowUpList, FollowUpCase, FollowUpRow, FollowUpsPage>()
        .AddScoped<OrderNews>()
        .AddScoped<OrderReader>()
        .AddScoped<OrderTurn>()
        .AddScoped<PlacingBook>().AddScoped<OwnPast>().AddScoped<IKinds, OrderKinds>().AddScoped<MenuBook>()
        .AddScoped<Fit>().AddScoped<IPromiseSource, OrderPromises>().AddScoped<AcceptSpeaker>()
        .AddScoped<Candidates>()
        .AddScoped<DispatchBook>()
        .AddScoped<Attendant>().AddScoped<Visits>().AddScoped<WhoWasServed>().AddScoped<OrderEngagements>().AddScoped<IEngagementSource>(provider => provider.GetRequiredService<OrderEngagements>())
        .AddScoped<RewardedHours>()
        .AddScoped<Afterwards>()
        .AddScoped<IAhead, VisitsAhead>().AddScoped<IAround, OrdersAround>()
        .AddOrderLooks()
        .AddSingleton(new StationPart(typeof(StationMenu))).AddScoped<ThanksAlbum>().AddScoped<IAlbum>(provider => provider.GetRequiredService<ThanksAlbum>()).AddScoped<StationThanks>()
        .AddSingleton<OrderPatrol>()
        .AddHostedService(provider => provider.GetRequiredService<OrderPatrol>())
        .AddScoped<VisitReminders>().AddSingleton<VisitReminderPatrol>().AddHostedService(provider => provider.GetRequiredService<VisitReminderPatrol>())
        .AddCaseKind<FollowUpCases>().AddCaseKind<ThanksCases>()
        .AddSingleton(new MeLink(Phrase.Of("志愿任务"), Phrase.Of("请您帮忙的，和您已经接下的。"), "/tasks", 5, Role.Volunteer))
        .KnowPermissions(Phrase.Of("点单"), OrderPermissions.All)
        .AddScoped<IWaiting, QueueWaiting>().AddScoped<IWaiting, FollowUpsWaiting>()
        .AddSingleton(new ConsoleLink(Phrase.Of("点单"), Phrase.Of("派单台"), OrderLinks.Queue, 20, OrderPermissions.Dispatch, 'q', IsHome: true))
        .AddSingleton(new ConsoleLink(Phrase.Of("点单"), Phrase.Of("回访"), OrderLinks.FollowUps, 21, OrderPermissions.FollowUp, 'f'))
        .AddSingleton(new ConsoleLink(Phrase.Of("点单"), Phrase.Of("服务菜单"), "/console/menu", 22, OrderPermissions.KeepMenu, 'm'))
        .AddScoped<ISourceAudit, RewardAudit>().AddScoped<ISourceAudit, AttendanceAudit>().AddSubscriber<RewardGranted, ToLedger>(ToLedger.Name).AddSubscriber<HoursSettled, PointsFollowHours>("orders.points-follow-hours", settled => settled.Source == OrderEngagements.Source)
        .AddAcceptDesk();

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapOrderApi();
        routes.MapPhotoApi();
    }
}
