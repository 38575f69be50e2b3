# Rack with rack-cors, an application for each set-up. Each says on a line of standard output where it listens.
#
#   SESSION=1234 ruby ruby.rb

require 'json'
require 'rack'
require 'rack/cors'
require 'webrick'

$stdout.sync = true

SESSION = ENV.fetch('SESSION')
PATH = '/v1/account'
ACCOUNT = { name: 'Ada', email: 'ada@mail.invalid', balance: 1843.12 }.freeze
STATIONS = { stations: %w[north south] }.freeze

GRANTS = {
  methods: %i[get put delete], headers: %w[authorization content-type x-request-id], credentials: true, max_age: 600
}.freeze

# The front ends of the application of this name.
def fronts(name)
  %w[app www].map { |front| "https://#{front}.#{name}.com" }
end

SETUPS = {
  # Dangerous: a block that says yes to everybody.
  'rackreflect' => [->(_origin, _env) { true }, { headers: :any, methods: :any, credentials: true }],
  # Dangerous: a pattern without an end.
  'rackbegins' => [%r{\Ahttps://(app|www)\.rackbegins\.com}, GRANTS],
  # Dangerous: a pattern without an end, and without a beginning.
  'rackcontains' => [/rackcontains\.com/, GRANTS],
  # Dangerous: the first dot stands for any character.
  'rackdot' => [[*fronts('rackdot'), %r{\Ahttps://api.rackdot\.com\z}], GRANTS],
  # Dangerous: everything below the domain.
  'rackbelow' => [%r{\Ahttps://[a-z0-9-]+\.rackbelow\.com\z}, GRANTS],
  # Dangerous: a host without a scheme is that host over any scheme.
  'rackhost' => ['app.rackhost.com', GRANTS],
  # Dangerous: sandboxed pages, by a pattern.
  'racksandbox' => [[*fronts('racksandbox'), /\Anull\z/], GRANTS],
  # Right, though it looks otherwise: `null` is taken for the name of a host.
  'racknull' => [[*fronts('racknull'), 'null'], GRANTS],
  # Wrong: names in `vary` stand in the place of `Origin`.
  'rackvary' => [fronts('rackvary'), { vary: 'Accept-Language' }],
  # Right, and whatever header is asked for is allowed.
  'rackheaders' => [fronts('rackheaders'), { **GRANTS, headers: :any }],
  # Right for data that everybody may read.
  'rackopen' => ['*', {}],
  # Right.
  'racklist' => [fronts('racklist'), GRANTS]
}.freeze

JSON_TYPE = { 'Content-Type' => 'application/json' }.freeze

# The account, for whoever is signed in.
ACCOUNTS = lambda do |env|
  return [404, JSON_TYPE.dup, ['{"error":"there is nothing here"}']] unless env['PATH_INFO'] == PATH

  headers = { **JSON_TYPE, 'Cache-Control' => 'no-store' }
  pairs = env.fetch('HTTP_COOKIE', '').split(';').map(&:strip)
  return [401, headers, ['{"error":"sign in first"}']] unless pairs.include?("session=#{SESSION}")

  headers['Set-Cookie'] = "session=#{SESSION}; Path=/; HttpOnly; SameSite=None; Secure"
  [200, headers, [ACCOUNT.to_json]]
end

# What is the same for everybody, and may be kept.
PUBLIC = lambda do |_env|
  [200, { **JSON_TYPE, 'Cache-Control' => 'public, max-age=60' }, [STATIONS.to_json]]
end

def application(app, allowed, options)
  Rack::Cors.new(app) do
    allow do
      origins(*allowed)
      resource('*', **options)
    end
  end
end

# The package refuses to grant everybody credentials. Should it not any more, the set has to say what it does.
begin
  application(ACCOUNTS, '*', credentials: true)
  abort 'rack-cors grants everybody credentials'
rescue Rack::Cors::Resource::CorsMisconfigurationError
  # As it has to be.
end

# Hands a request to an application of Rack.
class Servlet < WEBrick::HTTPServlet::AbstractServlet
  def service(request, response)
    status, headers, body = @options.first.call(request.meta_vars)
    response.status = status
    headers.each { |name, value| response[name] = value }
    response.body = body.to_a.join
  end
end

SERVERS = SETUPS.map do |name, (allowed, options)|
  app = application(name == 'rackvary' ? PUBLIC : ACCOUNTS, allowed, options)
  server = WEBrick::HTTPServer.new(
    BindAddress: '127.0.0.1', Port: 0, AccessLog: [], Logger: WEBrick::Log.new(File::NULL)
  )
  server.mount('/', Servlet, app)
  puts "#{name} #{server.listeners.first.addr[1]}"
  Thread.new { server.start }
end
SERVERS.each(&:join)
