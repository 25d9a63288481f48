#include "core/demo/exports.h"

namespace qd::demo {

Exports::Exports(const std::string &dir)
    : crmAccounts(dir, "salesforce_accounts.csv",
        "Id,Name,Website,ParentId,Owner.Name,Owner.Email,Type,Segment__c,Region__c,BillingCity,BillingCountry,"
        "Industry,NumberOfEmployees,Language__c,Customer_Stage__c,Status__c,ARR__c,CurrencyIsoCode,"
        "Contract_Start__c,Renewal_Date__c,CreatedDate,LastModifiedDate,IsDeleted")
    , crmOpportunities(dir, "salesforce_opportunities.csv",
          "Id,AccountId,Name,Type,StageName,Amount,CurrencyIsoCode,Probability,ForecastCategoryName,CreatedDate,"
          "CloseDate,Renewal_Date__c,IsClosed,IsWon,Owner.Name")
    , crmContacts(dir, "salesforce_contacts.csv",
          "Id,AccountId,Name,Email,Title,Role__c,Champion__c,Executive_Sponsor__c,LastActivityDate")
    , billingCustomers(dir, "stripe_customers.csv",
          "id,object,name,email,description,created,currency,address_city,address_country,delinquent,livemode,"
          "metadata[crm_account_id]")
    , billingSubscriptions(dir, "stripe_subscriptions.csv",
          "id,object,customer,status,created,start_date,current_period_start,current_period_end,cancel_at,canceled_at,"
          "ended_at,cancel_at_period_end,collection_method,currency,plan_id,plan_product,plan_nickname,plan_amount,"
          "plan_interval,plan_interval_count,quantity,livemode")
    , companies(dir, "gainsight_companies.csv",
          "GSID,Name,SFDC Account Id,Parent Company,CSM,CSM Email,Customer Lifecycle Stage,Status,Segment,Region,"
          "Industry,Employees,ARR,Currency ISO Code,Original Contract Date,Renewal Date,Current Score,"
          "Current Score Label,Created Date")
    , healthScores(dir, "gainsight.health_scores.csv", "account_id,date,model,score,colour")
    , activities(dir, "gainsight.activities.csv", "activity_id,account_id,date,type,owner,outcome")
    , milestones(dir, "gainsight.milestones.csv", "account_id,milestone,due_date,completed_date,owner")
    , organizations(dir, "zendesk_organizations.csv",
          "id,name,domain_names,external_id,created_at,updated_at,shared_tickets,tags")
    , tickets(dir, "zendesk_tickets.csv",
          "id,organization_id,subject,type,priority,status,created_at,updated_at,solved_at,"
          "reply_time_in_minutes,satisfaction_score,tags,via_channel")
    , usage(dir, "pendo_usage.csv", "date,accountId,feature,visitors,licensedUsers,numEvents,numMinutes")
    , surveys(dir, "delighted_nps.csv",
          "Response ID,Survey Type,Score,Comment,Person Name,Person Email,Account ID,Responded At")
    , csms(dir, "people.csms.csv",
          "csm_id,name,email,team,region,languages,segments,start_date,end_date,fte,annual_cost,currency,manager")
    , rates(dir, "finance.fx_rates.csv", "currency,date,rate")
{
}

std::vector<CsvFile *> Exports::all()
{
    return {&surveys, &rates, &activities, &healthScores, &milestones, &companies, &usage, &csms, &crmAccounts,
        &crmContacts, &crmOpportunities, &billingCustomers, &billingSubscriptions, &organizations, &tickets};
}

PlantedFault &Writing::plant(std::string_view kind, std::string_view file, std::vector<std::string> records)
{
    std::string number = std::to_string(faults.size() + 1);
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
    PlantedFault fault;
    fault.id = "F" + number;
    fault.kind = kind;
    fault.file = file;
    fault.records = std::move(records);
    faults.push_back(std::move(fault));
    return faults.back();
}

std::string timeText(Date day, std::string_view clock)
{
    return day.iso() + "T" + std::string(clock) + "Z";
}

Date missedUsageDay(const World &world)
{
    const Date around = world.asOf.plusMonths(-2);
    return around.plusDays(-(around.weekday() % 7));
}

} // namespace qd::demo
